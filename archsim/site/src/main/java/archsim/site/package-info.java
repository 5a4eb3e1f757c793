/** The documentation as a static site: Markdown to HTML, with the output of every command as it is when the site is made. */
package archsim.site;
