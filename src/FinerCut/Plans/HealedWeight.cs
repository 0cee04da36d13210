namespace FinerCut.Plans;

/// <summary>An initializer that healing changed.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Sha256">Hash of its elements as the file stores them: 64 lower-case hexadecimal digits.</param>
public sealed record HealedWeight(string Name, string Sha256);
