/**
 * What a compression run is asked to do: the JSON that {@code archsim compress --config} takes.
 *
 * <p>Read {@link archsim.compression.config.CompressionConfig} first. A configuration is complete: training starts from
 * random weights, so one file and one data set give one model.
 */
package archsim.compression.config;
