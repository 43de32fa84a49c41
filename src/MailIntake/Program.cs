using System.CommandLine;
using MailIntake.Cli;

var root = new RootCommand("MailIntake: forwarded introductions become referral records") { ParseCommand.Create() };
return await CommandLine.RunAsync(root, args);
