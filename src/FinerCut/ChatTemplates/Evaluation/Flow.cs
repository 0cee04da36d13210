namespace FinerCut.ChatTemplates.Evaluation;

/// <summary>Where a template goes on behind a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}
