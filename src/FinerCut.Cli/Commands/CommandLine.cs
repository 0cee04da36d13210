using System.CommandLine;
using System.CommandLine.Help;
using FinerCut.Cli.Consoles;
using FinerCut.Cli.Diagnostics;
using FinerCut.Cli.Help;
using FinerCut.Onnx;

namespace FinerCut.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class CommandLine
{
    // A file may be called @something, and -qz is a misspelling that should be named whole.
    private static readonly ParserConfiguration Configuration =
        new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="context">What the commands touch.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode RunCommandLine(IReadOnlyList<string> args, CliContext context)
    {
        if (args is ["--version"])
        {
            // To build the parser of all commands would take longer than the answer.
            return Guard(context, () =>
            {
                VersionAction.Write(context);
                return ExitCode.Done;
            });
        }

        context = context with { IsJson = AsksForJson(args) };
        RootCommand root = Build(context, out Dictionary<Command, HelpPage> pages);
        if (args.Count == 0)
        {
            context.Story.Line(pages[root].Render(context.Story.Terminal.Width));
            return Refuse(context, UsageErrors.NoCommand(CommandNames.JoinNames(root)));
        }

        ParseResult parsed = root.Parse(args, Configuration);
        if (!AnswersAnyway(parsed) && UsageProblem.In(parsed) is { } problem)
        {
            return Refuse(context, problem);
        }

        return Invoke(parsed, context);
    }

    /// <summary>Builds the parser.</summary>
    /// <param name="context">What the commands touch.</param>
    /// <param name="pages">The help page of each command.</param>
    /// <returns>The root of the commands.</returns>
    internal static RootCommand Build(CliContext context, out Dictionary<Command, HelpPage> pages)
    {
        CommandRunner runner = new(context);
        PruneCommand prune = new(runner);
        ApplyCommand apply = new(runner);
        SweepCommand sweep = new(runner);
        InspectCommand inspect = new(runner);
        GateCommand gate = new(runner);
        GenerateCommand generate = new(runner);
        VerifyCommand verify = new(runner);
        EvalCommand eval = new(runner);
        BenchCommand bench = new(runner);
        CompareCommand compare = new(runner);
        TokensCommand tokens = new(runner);
        RootCommand root = new()
        {
            prune.Build(), sweep.Build(), apply.Build(), inspect.Build(), verify.Build(), eval.Build(), bench.Build(),
            compare.Build(), generate.Build(), gate.Build(), tokens.Build(),
        };
        HelpCommand help = new(context);
        root.Add(help.Build());
        root.Options.Clear();
        VersionOption version = new()
        {
            Action = new VersionAction(context),
            Description = "Show the versions of finercut and of ONNX Runtime",
        };
        root.Add(version);
        foreach (Option option in runner.Options)
        {
            root.Add(option);
        }

        pages = new Dictionary<Command, HelpPage>
        {
            [root] = RootHelp.Page(root, [version, .. runner.Options]),
            [root.Subcommands[0]] = prune.Help,
            [root.Subcommands[1]] = sweep.Help,
            [root.Subcommands[2]] = apply.Help,
            [root.Subcommands[3]] = inspect.Help,
            [root.Subcommands[4]] = verify.Help,
            [root.Subcommands[5]] = eval.Help,
            [root.Subcommands[6]] = bench.Help,
            [root.Subcommands[7]] = compare.Help,
            [root.Subcommands[8]] = generate.Help,
            [root.Subcommands[9]] = gate.Help,
            [root.Subcommands[10]] = tokens.Help,
            [root.Subcommands[11]] = HelpCommand.Help,
        };
        help.Pages = pages;

        // Without the aliases /h and /?, which are paths elsewhere.
        root.Add(
            new HelpOption("--help", "-h", "-?") { Action = new HelpPageAction(context, pages), Recursive = true });
        return root;
    }

    private static ExitCode Invoke(ParseResult parsed, CliContext context)
    {
        InvocationConfiguration configuration =
            new() { Output = context.Output, EnableDefaultExceptionHandler = false };
        return Guard(context, () => (ExitCode)parsed.Invoke(configuration));
    }

    private static ExitCode Guard(CliContext context, Func<ExitCode> action)
    {
        try
        {
            return action();
        }
        catch (BrokenPipeException)
        {
            return ExitCode.BrokenPipe;
        }
        catch (IOException cause)
        {
            // Commands report their own; what is left are the pages of help and version.
            return new ErrorReporter(context.Story, verbose: false)
                .Report(StreamErrors.OutputUnwritable(cause), null, default);
        }
    }

    private static ExitCode Refuse(CliContext context, DiagnosticException problem) =>
        new ErrorReporter(context.Story, verbose: false, context.ErrorOutput).Report(problem, null, default);

    // Help, and completions for a shell, make sense of lines that are not finished.
    private static bool AnswersAnyway(ParseResult parsed) =>
        parsed.Action is HelpPageAction || parsed.Tokens.Any(Completion.IsAsked);

    // A line that cannot be parsed may ask for it as well.
    private static bool AsksForJson(IReadOnlyList<string> args) =>
        args.TakeWhile(arg => arg != "--").Any(arg => arg is "--json" or "--json=true" or "--json:true");
}
