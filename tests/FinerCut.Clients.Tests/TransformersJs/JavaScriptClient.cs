using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FinerCut.Clients.Tests.TransformersJs;

/// <summary>A program that answers a line of JSON with a line of JSON; it lives as long as this.</summary>
internal sealed class JavaScriptClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private JavaScriptClient(Process process)
    {
        _process = process;
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a program of <see cref="NodePackages.Folder"/>; skips the running test where node or packages
    /// cannot be had.</summary>
    /// <param name="program">Such as <c>node.mjs</c>.</param>
    /// <param name="arguments">What it gets.</param>
    public static JavaScriptClient Start(string program, params string[] arguments) =>
        new(Process.Start(
            new ProcessStartInfo(NodePackages.Require(), [Path.Combine(NodePackages.Folder, program), .. arguments])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
            })!);

    /// <summary>Asks and waits; one question at a time.</summary>
    /// <exception cref="ClientException">The client refuses, or the program has ended; the message says
    /// why.</exception>
    public JsonNode Ask(object request)
    {
        lock (_process)
        {
            _process.StandardInput.WriteLine(JsonSerializer.Serialize(request, JsonSerializerOptions.Web));
            Task<string?> line = _process.StandardOutput.ReadLineAsync();
            JsonNode answer = line.Wait(Patience) && line.Result is { } text ? JsonNode.Parse(text)!
                : throw new ClientException($"No answer came. On standard error stands: {Errors()}");
            return answer["error"] is { } error ? throw new ClientException((string)error!) : answer;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        lock (_errors)
        {
            _errors.AppendLine(line);
        }
    }

    private string Errors()
    {
        lock (_errors)
        {
            return _errors.ToString();
        }
    }
}
