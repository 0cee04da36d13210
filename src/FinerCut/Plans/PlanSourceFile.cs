namespace FinerCut.Plans;

/// <summary>One file of the source model.</summary>
/// <param name="Name">Path relative to the model's folder, with <c>/</c>.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="Sha256">Hash of the content, 64 lower-case hexadecimal digits.</param>
public sealed record PlanSourceFile(string Name, long Bytes, string Sha256);
