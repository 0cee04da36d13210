using FinerCut.Cli.Commands;

return (int)Entry.Run(args);
