using System.CommandLine;
using System.CommandLine.Invocation;

namespace FinerCut.Cli.Commands;

/// <summary>Prints the version of the tool and of the runtime.</summary>
/// <param name="context">What the commands touch.</param>
internal sealed class VersionAction(CliContext context) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        context.Output.WriteLine($"finercut {Product.Version}");
        context.Output.WriteLine(context.Library.DescribeRuntime());
        return 0;
    }
}
