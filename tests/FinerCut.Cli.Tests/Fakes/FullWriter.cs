using System.Text;

namespace FinerCut.Cli.Tests.Fakes;

/// <summary>A stream onto a full disk.</summary>
internal sealed class FullWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");
}
