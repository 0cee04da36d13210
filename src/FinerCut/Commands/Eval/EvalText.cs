using FinerCut.Evaluation.Protocols;

namespace FinerCut.Commands.Eval;

/// <summary>A text, cut into windows.</summary>
/// <param name="Name">What results call it.</param>
/// <param name="Windows">The windows to read, at least one.</param>
/// <param name="AllWindows">Windows that the text has.</param>
internal sealed record EvalText(string Name, IReadOnlyList<TextWindow> Windows, long AllWindows);
