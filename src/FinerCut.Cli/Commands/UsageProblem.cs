using System.CommandLine;
using System.CommandLine.Parsing;
using FinerCut.Cli.Diagnostics;
using FinerCut.Onnx;

namespace FinerCut.Cli.Commands;

/// <summary>Turns what the parser did not understand into a numbered error, the most telling one first.</summary>
internal static class UsageProblem
{
    /// <summary>Finds what is wrong with a command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The error to show; null where the parser is content.</returns>
    public static DiagnosticException? In(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (MisspeltOption(parsed) is { } option)
        {
            return UsageErrors.UnknownOption(option, Name(command), OptionNames(parsed));
        }

        if (parsed.UnmatchedTokens is [var extra, ..])
        {
            return command is RootCommand ? UnknownCommand(extra, command) : UsageErrors.ExtraArgument(extra, command);
        }

        return parsed.Errors is [var error, ..] ? Explain(error, command) : null;
    }

    private static DiagnosticException Explain(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Option: VersionOption } => UsageErrors.VersionWithMore(),
        OptionResult { Tokens.Count: 0 } option => UsageErrors.MissingValue(option.Option.Name, option.Option.HelpName ?? "VALUE"),
        OptionResult { Tokens.Count: > 1 } option => UsageErrors.Repeated(option.Option.Name),
        ArgumentResult { Argument.Name: "PLAN" } => UsageErrors.MissingPlan(command.Name),
        ArgumentResult { Argument.Name: "MODEL" } when command.Arguments[0].Name == "PLAN" => UsageErrors.MissingPlan(command.Name),
        ArgumentResult { Argument.Name: "MODEL" } => UsageErrors.MissingModel(command.Name),
        ArgumentResult { Argument.Name: "PRUNED" } => UsageErrors.MissingPruned(command.Name),
        ArgumentResult { Argument.Name: "FILE" } => UsageErrors.MissingFile(command.Name),
        CommandResult { Command: RootCommand root } => UsageErrors.NoCommand(Commands(root)),
        _ => UsageErrors.Unexplained(error.Message),
    };

    // The parser takes an unknown option for an argument, the MODEL included.
    private static string? MisspeltOption(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
        {
            return null;
        }

        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value)
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(text => text.Length > 1 && text[0] == '-');
    }

    private static DiagnosticException UnknownCommand(string found, Command root) =>
        found.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || found.Contains('/', StringComparison.Ordinal)
            ? UsageErrors.ModelWithoutCommand(found)
            : UsageErrors.UnknownCommand(found, [.. root.Subcommands.Select(command => command.Name)]);

    private static string Name(Command command) => command is RootCommand ? "finercut" : command.Name;

    private static string Commands(RootCommand root) => string.Join(", ", root.Subcommands.Select(command => command.Name));

    private static string[] OptionNames(ParseResult parsed)
    {
        IEnumerable<Option> inherited = parsed.RootCommandResult.Command.Options.Where(option => option.Recursive);
        return [.. parsed.CommandResult.Command.Options.Concat(inherited).Select(option => option.Name).Distinct()];
    }
}
