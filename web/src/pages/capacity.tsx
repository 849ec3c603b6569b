import { Main } from '../parts/shell.tsx'

export const CapacityPage = () => <Main title="Capacity">{null}</Main>
