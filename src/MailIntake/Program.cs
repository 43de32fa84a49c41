using System.CommandLine;
using MailIntake.Cli;

var root = new RootCommand("MailIntake: forward the introduction to track@ and the referral is on record.")
{
    RunCommand.Create(),
    DemoCommand.Create(),
    ParseCommand.Create(),
    MigrateCommand.Create(),
    CheckCommand.Create(),
    ExportCommand.Create(),
};
return await CommandLine.RunAsync(root, args);
