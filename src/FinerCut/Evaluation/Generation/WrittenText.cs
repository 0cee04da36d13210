namespace FinerCut.Evaluation.Generation;

/// <summary>A text that a model wrote, always the likeliest token.</summary>
/// <param name="Prompt">The tokens before.</param>
/// <param name="Ids">The tokens that it wrote, the one that ends a text included.</param>
internal sealed record WrittenText(int[] Prompt, int[] Ids);
