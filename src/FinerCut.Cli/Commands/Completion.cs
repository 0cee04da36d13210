using System.CommandLine.Parsing;
using System.Globalization;

namespace FinerCut.Cli.Commands;

/// <summary>The one directive: shells ask with <c>[suggest]</c> or <c>[suggest:POSITION]</c> how a line may go
/// on.</summary>
internal static class Completion
{
    private const string Name = "suggest";

    /// <summary>Whether a token is that directive.</summary>
    /// <param name="token">A token of the line.</param>
    public static bool IsAsked(Token token) => token.Type == TokenType.Directive && IsName(token.Value.Trim('[', ']'));

    private static bool IsName(string directive) => directive.Split(':') switch
    {
        [Name] => true,
        [Name, string position] => int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out _),
        _ => false,
    };
}
