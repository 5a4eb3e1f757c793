/** The multipliers of a design, their widths, and where their cycles went. */
package archsim.engine.pe;
