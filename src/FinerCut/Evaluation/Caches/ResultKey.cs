namespace FinerCut.Evaluation.Caches;

/// <summary>All that decides a result that is kept.</summary>
/// <param name="Program">The build of finercut, and the version of the runtime.</param>
/// <param name="Machine">Where the model ran: provider and threads.</param>
/// <param name="Model">SHA-256 of each of the model's files, the graph first.</param>
/// <param name="Subject">What was measured, such as the protocol.</param>
/// <param name="Tokens">SHA-256 of the tokens that were read, and of where those begin that count.</param>
internal sealed record ResultKey(
    string Program, string Machine, IReadOnlyList<string> Model, string Subject, string Tokens);
