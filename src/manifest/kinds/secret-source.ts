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
    .enum([
      ...(['BASIC', 'BEARER_TOKEN', 'OAUTH2_AUTHORIZATION_CODE'] as const),
      ...(['OAUTH2_CLIENT_CREDENTIALS', 'OAUTH2_TOKEN_EXCHANGE'] as const),
    ])
    .optional()
    .describe('How it is presented. Read from the fields when left out.'),
  username: z.string().optional().describe('User of basic authentication.'),
  password: reference.optional(),
  token: reference.optional(),
  tokenHeader: z.string().optional().describe('Header of the token; `Authorization: Bearer` by default.'),
  certPem: z
    .string()
    .min(1)
    .optional()
    .describe('Authorities that the certificate of the backend must come from: PEM, or a reference to it.'),
  clientCertPem: z
    .string()
    .min(1)
    .optional()
    .describe('Certificate that the gateway presents to the backend: PEM, or a reference to it.'),
  clientKeyPem: reference.optional(),
  useElicitation: z.boolean().optional().describe('Ask each caller for their own credential.'),
  oauth2ClientConfiguration: z
    .strictObject({
      clientId: z.string().describe('Id of the client.'),
      clientSecret: reference.optional(),
      authorizationEndpoint: z.string().optional().describe('Where a user grants access.'),
      tokenEndpoint: z.string().optional().describe('Where tokens are issued.'),
      scopes: z.array(z.string()).optional().describe('Scopes asked for.'),
      audience: z.string().min(1).optional().describe('Whom tokens are for, as the server calls it.'),
      resource: z.string().min(1).optional().describe('Whom tokens are for, as a URL (RFC 8707).'),
      clientAuthentication: z
        .enum(['client_secret_basic', 'client_secret_post'])
        .optional()
        .describe('How the client secret is sent; in the header `Authorization` when left out.'),
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
      certPemKey: z.string().optional().describe('Key of the authorities.'),
      clientCertPemKey: z.string().optional().describe('Key of the client certificate.'),
      clientKeyPemKey: z.string().optional().describe('Key of its private key.'),
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
