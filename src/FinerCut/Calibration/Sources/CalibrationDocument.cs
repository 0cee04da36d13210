namespace FinerCut.Calibration.Sources;

/// <summary>One text of a source: a file, or an object of a <c>.jsonl</c> file.</summary>
/// <param name="Origin">What tables call it, such as <c>chats.jsonl line 3</c>.</param>
/// <param name="IsChat">Whether a chat template made it, which then has its special tokens.</param>
/// <param name="Read">Reads its beginning, up to a limit in characters or bytes.</param>
internal sealed record CalibrationDocument(string Origin, bool IsChat, Func<int, TextPrefix> Read);
