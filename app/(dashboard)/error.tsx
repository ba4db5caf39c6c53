"use client";

/** The same, inside the dashboard's frame: the navigation stays. */
export { default } from "../error";
