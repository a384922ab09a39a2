/** The names that descriptor sets go by. */
const setNames = /\.(pb|binpb|protoset|desc|fds|pbb)$/;

export function isDescriptorSet(path: string): boolean {
  return setNames.test(path);
}
