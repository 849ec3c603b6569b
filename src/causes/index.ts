export * from './define.ts'
export * from './find.ts'
export { causes, circumstances, edges } from './index.generated.ts'
