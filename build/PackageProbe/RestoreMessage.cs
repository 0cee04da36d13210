namespace PackageProbe;

/// <summary>What a restore said of a package.</summary>
/// <param name="Code">NuGet's code, such as <c>NU1102</c>.</param>
/// <param name="Package">Name of the package; empty where the message is about none.</param>
/// <param name="Text">The message in English.</param>
/// <param name="IsError">Whether the restore failed for it.</param>
internal sealed record RestoreMessage(string Code, string Package, string Text, bool IsError);
