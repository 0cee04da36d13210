using System.Diagnostics;
using FinerCut.Execution.Cuda;
using FinerCut.TestModels.Files;
using Microsoft.ML.OnnxRuntime;

namespace FinerCut.Tests.Execution.Cuda;

public sealed class NativeDependenciesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Of_RuntimeOfThisProcess_NamesTheSystemsLibrary()
    {
        Assert.SkipWhen(OperatingSystem.IsMacOS(), "CUDA is not for macOS, and neither is its file format read");
        IReadOnlyList<string> names = NativeDependencies.ReadLibraries(RuntimePath());
        Assert.Contains(OperatingSystem.IsWindows() ? "KERNEL32.dll" : "libc.so.6", names);
        Assert.All(names, name => Assert.Matches(@"^[\w.+-]+$", name));
    }

    [Fact]
    public void Of_LibraryForWindows_NamesItsImports() =>
        Assert.Equal(["mscoree.dll"], NativeDependencies.ReadLibraries(typeof(CudaSupport).Assembly.Location));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_TruncatedLibrary_SaysSo(bool isPortable)
    {
        Assert.SkipUnless(isPortable || OperatingSystem.IsLinux(), "the library for Linux is the runtime's own");
        byte[] whole = File.ReadAllBytes(isPortable ? typeof(CudaSupport).Assembly.Location : RuntimePath());
        foreach (int length in (int[])[0, 1, 3, 40, 64, 200, 1000])
        {
            string path = _folder.Combine($"cut-{length}");
            File.WriteAllBytes(path, whole[..length]);
            Assert.Throws<BadImageFormatException>(() => NativeDependencies.ReadLibraries(path));
        }
    }

    [Fact]
    public void Of_Text_SaysSo()
    {
        string path = _folder.Combine("text.so");
        File.WriteAllText(path, new string('x', 1000));
        Assert.Throws<BadImageFormatException>(() => NativeDependencies.ReadLibraries(path));
    }

    public void Dispose() => _folder.Dispose();

    private static string RuntimePath()
    {
        _ = OrtEnv.Instance();
        return Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
            .Select(module => module.FileName)
            .First(path => Path.GetFileNameWithoutExtension(path) is "libonnxruntime" or "onnxruntime");
    }
}
