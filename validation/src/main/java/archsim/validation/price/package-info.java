/** Prices of actions and areas. */
package archsim.validation.price;
