export type ErrorBody = { code: string; message: string; data: { status: number } & Record<string, unknown> };

/** A refusal in the shop's own words. Messages are those of the English shop of the captures. */
export class RestError extends Error {
  readonly code: string;
  readonly status: number;
  readonly data: Record<string, unknown>;

  constructor(status: number, code: string, message: string, data: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  body(): ErrorBody {
    return { code: this.code, message: this.message, data: { status: this.status, ...this.data } };
  }
}

export const invalidProduct = (status: number) => new RestError(status, "woocommerce_rest_product_invalid_id", "Invalid ID.");
export const invalidVariation = (status: number) => new RestError(status, "woocommerce_rest_product_variation_invalid_id", "Invalid ID.");
export const noRoute = () => new RestError(404, "rest_no_route", "No route was found matching the URL and request method.");
