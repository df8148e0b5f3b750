/** Points of one series in the order in which they came, as `x, y, x, y…`: what ECharts takes without a copy each. */
export class Points {
  private values = new Float64Array(64);
  private used = 0;
  private ascending = true;

  get length(): number {
    return this.used / 2;
  }

  add(x: number, y: number): void {
    if (this.used === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    if (this.used > 0 && x < (this.values[this.used - 2] as number)) {
      this.ascending = false;
    }
    this.values[this.used++] = x;
    this.values[this.used++] = y;
  }

  /**
   * @param byX in order of x (points with the same x stay as they came), as a line needs them
   * @param swapped as `y, x, y, x…`
   */
  toArray(byX: boolean, swapped: boolean): Float64Array {
    const data = this.values.subarray(0, this.used);
    if ((!byX || this.ascending) && !swapped) {
      return data;
    }
    const length = this.length;
    const order = byX && !this.ascending ? this.orderByX() : null;
    const result = new Float64Array(this.used);
    const first = swapped ? 1 : 0;
    for (let i = 0; i < length; i++) {
      const from = 2 * (order ? (order[i] as number) : i);
      result[2 * i + first] = data[from] as number;
      result[2 * i + 1 - first] = data[from + 1] as number;
    }
    return result;
  }

  private orderByX(): Uint32Array {
    const { values } = this;
    const order = new Uint32Array(this.length);
    for (let i = 0; i < order.length; i++) {
      order[i] = i;
    }
    return order.sort((a, b) => (values[2 * a] as number) - (values[2 * b] as number) || a - b);
  }
}
