/** A run configuration as its author writes it: records that JSON is read into, and how a shipped part is altered in place. */
package archsim.engine.run.config;
