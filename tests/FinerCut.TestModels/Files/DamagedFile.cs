namespace FinerCut.TestModels.Files;

/// <summary>The bytes of a file after an accident.</summary>
/// <param name="Description">What happened and where, for a test's failure message.</param>
/// <param name="Bytes">What is left.</param>
public sealed record DamagedFile(string Description, byte[] Bytes);
