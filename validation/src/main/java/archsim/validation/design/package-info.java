/** Whole designs, one against another. */
package archsim.validation.design;
