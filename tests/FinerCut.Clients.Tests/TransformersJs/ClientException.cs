namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>A client refused a folder, or failed on it.</summary>
/// <param name="message">In its own words.</param>
internal sealed class ClientException(string message) : Exception(message);
