import { verifyCause } from '../verify.ts'
import { balloonStarvation } from './balloon-starvation.ts'

verifyCause(balloonStarvation, {
  supported: [
    { name: 'a tenth of its memory is left and hardly any free', host: ['balloon: actual=1884 max_mem=20480 total_mem=816 free_mem=38'] },
  ],
  silent: [
    { name: 'the balloon at half, with room', host: ['balloon: actual=10240 max_mem=20480 total_mem=10000 free_mem=4000'] },
    { name: 'small, but most of it free', host: ['balloon: actual=1884 max_mem=20480 total_mem=1800 free_mem=1200'] },
  ],
})
