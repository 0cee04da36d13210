namespace FinerCut.ChatTemplates.Syntax;

/// <summary>Kinds of pieces of a template.</summary>
internal enum TokenKind
{
    Data,
    OutputBegin,
    OutputEnd,
    BlockBegin,
    BlockEnd,
    Name,
    String,
    Number,
    Operator,
    End,
}
