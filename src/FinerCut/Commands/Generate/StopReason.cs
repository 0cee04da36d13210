namespace FinerCut.Commands.Generate;

/// <summary>Why a text ends.</summary>
public enum StopReason
{
    /// <summary>The model wrote a token that ends a text.</summary>
    EndOfText,

    /// <summary>As many tokens are written as were asked for.</summary>
    MaxTokens,

    /// <summary>The model can read no longer text.</summary>
    ContextFull,
}
