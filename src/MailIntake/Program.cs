using System.CommandLine;
using MailIntake.Cli;

var root = new RootCommand("MailIntake: forward the introduction to track@ and the referral is on record.")
{
    RunCommand.Create(),
    MigrateCommand.Create(),
    CheckCommand.Create(),
    ExportCommand.Create(),
};
var parse = root.Parse(args);
var exit = await parse.InvokeAsync();
return exit == 1 && parse.Errors.Count > 0 ? SettingsArguments.WrongUse : exit;
