using ConsentPortal.Web;
using ConsentPortal.Web.Cli;

// a first word is a verb of the command line; options alone (or nothing) serve the portal
return args is [var verb, ..] && !verb.StartsWith('-') ? await CommandLine.RunAsync(args) : await Serving.RunAsync(args);
