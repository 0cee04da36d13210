using FinerCut.Machines;

namespace FinerCut.Tests.Machines;

public sealed class MachineLimitsTests : IDisposable
{
    private readonly FakeMachine _machine = new();

    [Fact]
    public void Threads_TwoProcessorsACore_AreTheCores() => Assert.Equal(8, _machine.WithCores(8).Limits().Threads);

    [Fact]
    public void Threads_CoresByNumber_CountPackagesApart()
    {
        foreach ((int cpu, int package, int core) in new[] { (0, 0, 0), (1, 0, 1), (2, 1, 0), (3, 1, 1), (4, 1, 1) })
        {
            _machine.With($"sys/devices/system/cpu/cpu{cpu}/topology/core_id", $"{core}")
                .With($"sys/devices/system/cpu/cpu{cpu}/topology/physical_package_id", $"{package}");
        }

        Assert.Equal(4, _machine.Limits().Threads);
    }

    [Theory]
    [InlineData("0-3", 4)]
    [InlineData("0,8", 1)]
    [InlineData("2-3,9", 3)]
    [InlineData("0-4095", 8)]
    public void Threads_AffinityMask_CountsCoresInIt(string mask, int expected)
    {
        _machine.WithCores(8)
            .With("proc/self/status", $"Name:\tdotnet\nCpus_allowed:\tff\nCpus_allowed_list:\t{mask}\nThreads:\t9");

        Assert.Equal(expected, _machine.Limits().Threads);
    }

    [Theory]
    [InlineData("150000 100000", 2)]
    [InlineData("20000 100000", 1)]
    [InlineData("max 100000", 8)]
    [InlineData("6400000 100000", 8)]
    public void Threads_Quota_IsRoundedUp(string quota, int expected)
    {
        _machine.WithCores(8).WithGroup("/").With("sys/fs/cgroup/cpu.max", quota);

        Assert.Equal(expected, _machine.Limits().Threads);
    }

    [Fact]
    public void Threads_QuotaOfAGroupAround_Counts()
    {
        _machine.WithCores(8).WithGroup("/jobs.slice/build.service")
            .With("sys/fs/cgroup/jobs.slice/cpu.max", "300000 100000")
            .With("sys/fs/cgroup/jobs.slice/build.service/cpu.max", "max 100000");

        Assert.Equal(3, _machine.Limits().Threads);
    }

    [Fact]
    public void Limits_GroupsOfVersion1_AreReadFromTheirOwnTrees()
    {
        _machine.WithCores(8)
            .With("proc/self/cgroup", "4:memory:/box\n3:cpu,cpuacct:/box/inner\n1:name=systemd:/elsewhere\n0::/")
            .With(
                "proc/self/mountinfo",
                "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
                + "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n41 31 0:38 / "
                + "/sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw")
            .With("sys/fs/cgroup/cpu,cpuacct/box/inner/cpu.cfs_quota_us", "-1")
            .With("sys/fs/cgroup/cpu,cpuacct/box/inner/cpu.cfs_period_us", "100000")
            .With("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_quota_us", "250000")
            .With("sys/fs/cgroup/cpu,cpuacct/box/cpu.cfs_period_us", "50000")
            .With("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "1073741824")
            .With("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");

        Assert.Equal(5, _machine.Limits().Threads);
        Assert.Equal(1L << 30, _machine.Limits().MemoryBytes);
    }

    [Fact]
    public void Limits_ContainerThatSeesItsOwnGroupAsRoot_AreThoseOfTheMount()
    {
        _machine.WithCores(8)
            .With("proc/self/cgroup", "3:cpu:/docker/abc")
            .With("proc/self/mountinfo", "32 31 0:29 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu")
            .With("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000")
            .With("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000");

        Assert.Equal(2, _machine.Limits().Threads);
    }

    [Fact]
    public void Limits_GroupOutsideTheNamespace_AreThoseOfTheMount()
    {
        _machine.WithCores(8).WithGroup("/../other").With("sys/fs/cgroup/cpu.max", "100000 100000");

        Assert.Equal(1, _machine.Limits().Threads);
    }

    [Theory]
    [InlineData("2147483648", 1L << 31)]
    [InlineData("max", 8L << 30)]
    [InlineData("17179869184", 8L << 30)]
    public void MemoryBytes_LimitAndAvailable_AreTheSmaller(string limit, long expected)
    {
        _machine.With(
            "proc/meminfo", "MemTotal:       16777216 kB\nMemFree:         1048576 kB\nMemAvailable:    8388608 kB")
            .WithGroup("/a/b").With("sys/fs/cgroup/a/memory.max", limit).With("sys/fs/cgroup/a/b/memory.max", "max");

        Assert.Equal(expected, _machine.Limits().MemoryBytes);
    }

    [Fact]
    public void Limits_NoFiles_AreWhatTheRuntimeSees()
    {
        Assert.Equal(3, _machine.Limits(processors: 3).Threads);
        Assert.Equal(1L << 40, _machine.Limits().MemoryBytes);
    }

    [Fact]
    public void Limits_DamagedFiles_AreWhatTheRuntimeSees()
    {
        _machine.With("proc/self/status", "Cpus_allowed_list:\tnothing").With("proc/self/cgroup", "x\n::\n").With(
            "proc/self/mountinfo", "1 2\n - \n")
            .With("proc/meminfo", "MemAvailable: much");

        Assert.Equal(64, _machine.Limits().Threads);
        Assert.Equal(1L << 40, _machine.Limits().MemoryBytes);
    }

    [Fact]
    public void Threads_RuntimeThatMayUseFewer_AreThose() =>
        Assert.Equal(2, _machine.WithCores(8).Limits(processors: 2).Threads);

    [Fact]
    public void Read_ThisMachine_GivesSomething()
    {
        MachineLimits limits = MachineLimits.Read();

        Assert.InRange(limits.Threads, 1, Environment.ProcessorCount);
        Assert.InRange(limits.MemoryBytes, 1L << 20, 1L << 50);
    }

    public void Dispose() => _machine.Dispose();
}
