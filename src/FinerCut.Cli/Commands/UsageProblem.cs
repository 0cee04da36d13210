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
        if (parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Directive) is { } directive)
        {
            return UsageErrors.UnknownCommand(directive.Value, CommandNames.Each(parsed.RootCommandResult.Command));
        }

        if (FirstWordBeforeTheCommand(parsed) is { } early)
        {
            return command is RootCommand ? WithoutCommand(early, command) : BeforeCommand(early, command, parsed);
        }

        if (MisspeltOption(parsed) is { } option)
        {
            return UsageErrors.UnknownOption(option, Name(command), OptionNames(parsed), OwnersOf(option, parsed));
        }

        if (parsed.UnmatchedTokens is [var extra, ..])
        {
            return UsageErrors.ExtraArgument(extra, command);
        }

        if (parsed.Errors is [{ SymbolResult: ArgumentResult }, ..] && FindSwallowing(parsed) is { } swallowing)
        {
            return UsageErrors.Swallowed(swallowing.Tokens[0].Value, swallowing.Option.Name, command.Name);
        }

        return parsed.Errors is [var error, ..] ? Explain(error, command) : null;
    }

    /// <summary>An option whose value may be left out, and that took the next word for its value.</summary>
    private static OptionResult? FindSwallowing(ParseResult parsed) => parsed.CommandResult.Children
        .OfType<OptionResult>()
        .FirstOrDefault(option => option is { Option.Arity: { MinimumNumberOfValues: 0 }, Tokens.Count: > 0 }
            && option.Option.ValueType == typeof(string));

    private static DiagnosticException Explain(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Option: VersionOption } => UsageErrors.VersionWithMore(),
        OptionResult { Tokens.Count: 0 } option =>
            UsageErrors.MissingValue(option.Option.Name, option.Option.HelpName ?? "VALUE"),
        OptionResult { Tokens.Count: > 1 } option => UsageErrors.Repeated(option.Option.Name),
        ArgumentResult { Argument.Name: "PLAN" } => UsageErrors.MissingPlan(command.Name),
        ArgumentResult { Argument.Name: "MODEL" } when command.Arguments[0].Name == "PLAN" =>
            UsageErrors.MissingPlan(command.Name),
        ArgumentResult { Argument.Name: "MODEL" } => UsageErrors.MissingModel(command.Name),
        ArgumentResult { Argument.Name: "PRUNED" } => UsageErrors.MissingPruned(command.Name),
        ArgumentResult { Argument.Name: "FILE" } => UsageErrors.MissingFile(command.Name),
        CommandResult { Command: RootCommand root } => UsageErrors.NoCommand(CommandNames.JoinNames(root)),
        _ => UsageErrors.Unexplained(error.Message),
    };

    // The parser takes an unknown option for an argument, the MODEL included.
    private static string? MisspeltOption(ParseResult parsed)
    {
        if (parsed.Tokens.Any(token => token.Type == TokenType.DoubleDash))
        {
            return null;
        }

        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
                .Concat(parsed.UnmatchedTokens)
                .FirstOrDefault(IsLikeAnOption);
    }

    // A text with blanks, such as a prompt that begins with a dash, is no misspelling.
    private static bool IsLikeAnOption(string text) =>
        text.Length > 1 && text[0] == '-' && !text.Contains(' ', StringComparison.Ordinal);

    /// <summary>The first word that the parser could make nothing of, where it comes before a command or there is
    /// none.</summary>
    private static string? FirstWordBeforeTheCommand(ParseResult parsed) =>
        parsed.Tokens.TakeWhile(token => token.Type != TokenType.Command).Select(token => token.Value)
            .FirstOrDefault(parsed.UnmatchedTokens.Contains);

    private static DiagnosticException WithoutCommand(string found, Command root)
    {
        if (IsLikeAnOption(found))
        {
            string[] owners = OwnersOf(found, root);
            return owners.Length > 0
                ? UsageErrors.OptionWithoutCommand(found, owners)
                : UsageErrors.UnknownOption(found, Name(root), [.. root.Options.Select(option => option.Name)], []);
        }

        bool isLikeAModel = found.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)
            || found.Contains('/', StringComparison.Ordinal);
        return isLikeAModel
            ? UsageErrors.ModelWithoutCommand(found)
            : UsageErrors.UnknownCommand(found, CommandNames.Each(root));
    }

    private static DiagnosticException BeforeCommand(string found, Command command, ParseResult parsed)
    {
        if (IsLikeAnOption(found))
        {
            string[] owners = OwnersOf(found, parsed);
            return owners.Contains(command.Name)
                ? UsageErrors.CommandNotFirst(found, command.Name)
                : UsageErrors.UnknownOption(found, Name(command), OptionNames(parsed), owners);
        }

        string[] commands = CommandNames.Each(parsed.RootCommandResult.Command);
        return Suggestion.For(found, commands) is not null
            ? UsageErrors.UnknownCommand(found, commands)
            : UsageErrors.CommandNotFirst(found, command.Name);
    }

    private static string[] OwnersOf(string option, ParseResult parsed) =>
        OwnersOf(option, parsed.RootCommandResult.Command);

    /// <summary>The commands that have an option.</summary>
    private static string[] OwnersOf(string option, Command root) =>
    [
        .. root.Subcommands
            .Where(command => command.Options.Any(known => known.Name == option || known.Aliases.Contains(option)))
            .Select(command => command.Name),
    ];

    private static string Name(Command command) => command is RootCommand ? "finercut" : command.Name;

    private static string[] OptionNames(ParseResult parsed)
    {
        IEnumerable<Option> inherited = parsed.RootCommandResult.Command.Options.Where(option => option.Recursive);
        return [.. parsed.CommandResult.Command.Options.Concat(inherited).Select(option => option.Name).Distinct()];
    }
}
