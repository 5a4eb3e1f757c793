/** Which loop runs at which level, in which order and how often; {@code Nest} is a mapping of one layer that holds. */
package archsim.engine.machines.loopnest.mapping;
