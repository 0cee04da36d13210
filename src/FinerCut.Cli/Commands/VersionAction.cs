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
        Write(context);
        return 0;
    }

    /// <summary>Prints them without a parsed command line.</summary>
    /// <param name="context">What the commands touch.</param>
    public static void Write(CliContext context)
    {
        context.Output.WriteLine($"finercut {Product.Version}");
        context.Output.WriteLine(context.Library.DescribeRuntime());
    }
}
