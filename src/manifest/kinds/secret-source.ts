import { z } from 'zod';
import {
  apiVersionSchema,
  keepOnDeleteSchema,
  kindSchema,
  metadataSchema,
  protectedSchema,
  specSchema,
  statusSchema,
} from './common.ts';

const reference = z.string().min(1).describe('`${env:NAME}` or `${file:path}`, resolved by the gateway.');

const secretSchema = z.strictObject({
  name: z.string().min(1).describe('What a ConfigurationPlan calls it in `backendSecretRef`.'),
  description: z.string().optional().describe('What it is for.'),
  type: z.enum(['ENDPOINT', 'ARTIFACT']).optional().describe('For calling backends, or for fetching specs.'),
  authMethod: z
    .enum(['BASIC', 'BEARER_TOKEN', 'OAUTH2_AUTHORIZATION_CODE', 'OAUTH2_CLIENT_CREDENTIALS'])
    .optional()
    .describe('How it is presented. Read from the fields when left out.'),
  username: z.string().optional().describe('User of basic authentication.'),
  password: reference.optional(),
  token: reference.optional(),
  tokenHeader: z.string().optional().describe('Header of the token; `Authorization: Bearer` by default.'),
  certPem: z.string().optional().describe('Certificates of the backend, PEM.'),
  useElicitation: z.boolean().optional().describe('Ask each caller for their own credential.'),
  oauth2ClientConfiguration: z
    .strictObject({
      clientId: z.string().describe('Id of the client.'),
      clientSecret: reference.optional(),
      authorizationEndpoint: z.string().optional().describe('Where a user grants access.'),
      tokenEndpoint: z.string().optional().describe('Where tokens are issued.'),
      scopes: z.array(z.string()).optional().describe('Scopes asked for.'),
    })
    .optional()
    .describe('An OAuth2 client.'),
  valuesFrom: z
    .strictObject({
      secretRef: z.string().min(1).describe('Folder of the values below the secrets directory of a gateway.'),
      usernameKey: z.string().optional().describe('Key of the user.'),
      passwordKey: z.string().optional().describe('Key of the password.'),
      tokenKey: z.string().optional().describe('Key of the token.'),
      tokenHeaderKey: z.string().optional().describe('Key of the header of the token.'),
      certPemKey: z.string().optional().describe('Key of the certificates.'),
      oauth2ClientSecretKey: z.string().optional().describe('Key of the client secret.'),
    })
    .optional()
    .describe('Values from a mounted Kubernetes Secret: each key is a file.'),
});

export const secretSourceSchema = z
  .strictObject({
    apiVersion: apiVersionSchema,
    kind: kindSchema('SecretSource'),
    metadata: metadataSchema,
    spec: specSchema({
      secrets: z.array(secretSchema).min(1).describe('Named credentials; values only as references.'),
      keepOnDelete: keepOnDeleteSchema,
      protected: protectedSchema,
    }),
    status: statusSchema,
  })
  .describe('Named credentials. Values are references that gateways resolve; they never enter a snapshot.');
