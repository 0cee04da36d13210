using FinerCut.Cli.Commands;

return (int)Entry.RunProgram(args);
