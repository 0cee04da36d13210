using FinerCut.Machines;
using FinerCut.TestModels.Files;

namespace FinerCut.Tests.Machines;

/// <summary>A folder that looks like the files of a Linux machine.</summary>
internal sealed class FakeMachine : IDisposable
{
    private const long RuntimeMemory = 1L << 40;

    private readonly TemporaryFolder _folder = new();

    /// <summary>The limits that are read from it, by a runtime that counts many processors.</summary>
    public MachineLimits Limits(int processors = 64) =>
        MachineLimits.Read(new SystemFiles(_folder.Path), processors, RuntimeMemory);

    /// <summary>Writes a file.</summary>
    public FakeMachine With(string path, string text)
    {
        string full = _folder.Combine(path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text + "\n");
        return this;
    }

    /// <summary>Writes the topology of cores with two processors each, numbered as Linux does: the second ones after
    /// all first ones.</summary>
    public FakeMachine WithCores(int cores)
    {
        for (int cpu = 0; cpu < 2 * cores; cpu++)
        {
            With(
                $"sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list",
                $"{cpu % cores},{(cpu % cores) + cores}");
        }

        return With("sys/devices/system/cpu/cpufreq/boost", "1");
    }

    /// <summary>Mounts version 2 and puts the process into a group.</summary>
    public FakeMachine WithGroup(string path) => With("proc/self/cgroup", $"0::{path}")
        .With("proc/self/mountinfo", "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n31 22 0:28 / /sys/fs/cgroup rw,nosuid "
            + "shared:9 - cgroup2 cgroup2 rw,nsdelegate");

    public void Dispose() => _folder.Dispose();
}
