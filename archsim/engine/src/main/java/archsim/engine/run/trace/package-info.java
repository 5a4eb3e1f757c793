/** When each tile was loaded, computed and stored, as spans on tracks that a viewer of traces shows. */
package archsim.engine.run.trace;
