namespace FinerCut.ChatTemplates;

/// <summary>Why a template gives no text.</summary>
internal enum TemplateFault
{
    /// <summary>Something in it is not understood, found while reading it.</summary>
    Syntax,

    /// <summary>An operation that is not understood or not possible, found while running it.</summary>
    Evaluation,

    /// <summary>The template itself refuses the conversation.</summary>
    Refusal,

    /// <summary>It asks for more text, work or depth than any chat needs.</summary>
    Limit,
}
