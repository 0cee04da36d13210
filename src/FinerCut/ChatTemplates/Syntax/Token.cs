namespace FinerCut.ChatTemplates.Syntax;

/// <summary>A piece of a template.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">A name, an operator, or the value of a text.</param>
/// <param name="Line">1-based.</param>
/// <param name="Number">The value of a number, a <see cref="long"/> or a <see cref="double"/>.</param>
internal sealed record Token(TokenKind Kind, string Text, long Line, object? Number = null)
{
    internal bool Is(TokenKind kind, string text) => Kind == kind && Text == text;

    internal string Described => Kind switch
    {
        TokenKind.End => "the end of the template",
        TokenKind.Data => "text",
        TokenKind.BlockEnd => "the end of a block",
        TokenKind.OutputEnd => "the end of an output",
        TokenKind.Number => $"the number {Number}",
        TokenKind.String => "a string",
        _ => $"'{Text}'",
    };
}
