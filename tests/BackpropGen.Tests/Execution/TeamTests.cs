using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Tests;

public class TeamTests
{
    private const long MuchWork = long.MaxValue / 2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Every_sample_is_done_once(int threads)
    {
        var counts = new int[100];
        for (int i = 1; i <= 200; i++)
        {
            Team.RunSamples(new Counting(counts), 1, threads, counts.Length, MuchWork);
            Assert.All(counts, count => Assert.Equal(i, count));
        }
    }

    [Theory]
    [InlineData(2, 1000)]
    [InlineData(3, 40)]
    [InlineData(5, 17)]
    [InlineData(7, 16)]
    public void The_shares_of_a_result_cover_it_and_begin_at_multiples_of_16(int shares, int length)
    {
        int next = 0;
        for (int number = 0; number < shares; number++)
        {
            (int first, int count) = new Share(number, shares, samples: 3).Of(length);
            Assert.Equal(next, first);
            Assert.True(count == 0 || first % 16 == 0);
            next += count;
        }

        Assert.Equal(length, next);
    }

    [Fact]
    public void A_thread_finds_its_own_rows_of_columns_and_of_the_workspace()
    {
        int[] column = [.. Enumerable.Range(0, 20)];
        var second = new Share(1, 2, samples: 10);
        Assert.Equal([10, 11], second.Rows<int>(column.AsSpan(), 2)[..2].ToArray());
        Assert.Equal([15, 16, 17, 18, 19], second.Rows(column.AsSpan(), offset: 1, size: 1).ToArray());
    }

    [Fact]
    public void The_exception_of_the_first_share_that_throws_reaches_the_caller_as_it_is()
    {
        var thrown = Enumerable.Range(0, 4).Select(static number => number == 0 ? null : new InvalidOperationException($"share {number}")).ToArray();
        for (int i = 0; i < 50; i++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => Team.RunSamples(new Throwing(thrown), 1, 4, 400, MuchWork));
            Assert.Same(thrown[1], exception);
        }

        var counts = new int[64];
        Team.RunSamples(new Counting(counts), 1, 4, counts.Length, MuchWork);
        Assert.All(counts, static count => Assert.Equal(1, count));
    }

    [Fact]
    public void The_callers_own_exception_waits_for_the_other_shares()
    {
        var counts = new int[64];
        for (int i = 1; i <= 50; i++)
        {
            Assert.Throws<FormatException>(() => Team.RunSamples(new Counting(counts, failsAt: 0), 1, 4, counts.Length, MuchWork));
            Assert.All(counts, count => Assert.Equal(i, count));
        }
    }

    [Fact]
    public void Calls_from_several_threads_at_once_do_not_disturb_each_other()
    {
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, static _ =>
        {
            var counts = new int[40];
            Team.RunSamples(new Counting(counts), 1, 3, counts.Length, MuchWork);
            Assert.All(counts, static count => Assert.Equal(1, count));
        });
    }

    [Fact]
    public void A_call_within_a_share_is_run_by_that_shares_thread()
    {
        var inner = new int[4][];
        Team.RunSamples(new Nesting(inner), 1, 4, 400, MuchWork);
        Assert.All(inner, static counts => Assert.All(counts, static count => Assert.Equal(1, count)));
    }

    [Fact]
    public void A_collection_of_garbage_meanwhile_leaves_the_spans_valid()
    {
        for (int i = 0; i < 20; i++)
        {
            // Young arrays, which a collection moves.
            var counts = new int[1000];
            Team.RunSamples(new Collecting(counts), 1, 4, counts.Length, MuchWork);
            Assert.All(counts, static count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Little_work_stays_on_the_callers_thread()
    {
        var threads = new int[1];
        Team.RunSamples(new Naming(threads), 1, 8, 1000, operations: 1000);
        Assert.Equal(Environment.CurrentManagedThreadId, threads[0]);
    }

    [Fact]
    public void Threads_that_have_nothing_to_do_go_to_sleep_and_keep_no_process_alive()
    {
        Team.RunSamples(new Counting(new int[64]), 1, 3, 64, MuchWork);
        Assert.True(SpinWait.SpinUntil(static () => Fork.Shared.Members.All(static member => member.IsAsleep), TimeSpan.FromSeconds(30)));
        Assert.All(Fork.Shared.Members, static member => Assert.True(member.IsBackground));
        var counts = new int[64];
        Team.RunSamples(new Counting(counts), 1, 3, 64, MuchWork);
        Assert.All(counts, static count => Assert.Equal(1, count));
    }

    [Fact]
    public void A_phase_allocates_nothing()
    {
        var counts = new int[64];
        Assert.Equal(0, Allocations.Of(() => Team.RunSamples(new Counting(counts), 1, 3, counts.Length, MuchWork)));
    }

    private readonly ref struct Counting(Span<int> counts, int failsAt = -1) : IProgram<Counting>
    {
        private readonly Span<int> _counts = counts;
        private readonly int _failsAt = failsAt;

        public static void Run(scoped in Counting program, int phase, scoped in Share share)
        {
            foreach (ref int count in share.Rows(program._counts, 1))
            {
                count++;
            }

            if (share.First == program._failsAt)
            {
                throw new FormatException();
            }
        }
    }

    private readonly ref struct Throwing(Exception?[] exceptions) : IProgram<Throwing>
    {
        private readonly Exception?[] _exceptions = exceptions;

        public static void Run(scoped in Throwing program, int phase, scoped in Share share)
        {
            if (program._exceptions[share.First / share.Count] is { } exception)
            {
                throw exception;
            }
        }
    }

    private readonly ref struct Nesting(int[][] inner) : IProgram<Nesting>
    {
        private readonly int[][] _inner = inner;

        public static void Run(scoped in Nesting program, int phase, scoped in Share share)
        {
            var counts = new int[32];
            Team.RunSamples(new Counting(counts), 1, 4, counts.Length, MuchWork);
            program._inner[share.First / share.Count] = counts;
        }
    }

    private readonly ref struct Collecting(Span<int> counts) : IProgram<Collecting>
    {
        private readonly Span<int> _counts = counts;

        public static void Run(scoped in Collecting program, int phase, scoped in Share share)
        {
            foreach (ref int count in share.Rows(program._counts, 1))
            {
                count++;
                if (share.First == 0 && share.Count % 50 == 0)
                {
                    GC.Collect(0);
                }
            }
        }
    }

    private readonly ref struct Naming(int[] threads) : IProgram<Naming>
    {
        private readonly int[] _threads = threads;

        public static void Run(scoped in Naming program, int phase, scoped in Share share) => program._threads[share.First] = Environment.CurrentManagedThreadId;
    }
}
