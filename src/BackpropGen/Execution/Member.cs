using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading;

namespace BackpropGen.Execution;

/// <summary>A thread that does the share of its number in each phase: it waits nearby for a while, as the next phase mostly
/// comes at once, then sleeps. It does not keep the process alive.</summary>
internal sealed class Member
{
    private const int SpinsBeforeYielding = 500;

    private static readonly long TicksBeforeSleeping = Stopwatch.Frequency / 5000;

    private readonly Fork _fork;
    private readonly int _number;
    private readonly Thread _thread;
    private readonly object _door = new();
    private Mailbox _mailbox;

    /// <summary>Starts the thread.</summary>
    public Member(Fork fork, int number)
    {
        _fork = fork;
        _number = number;
        _thread = new Thread(Work) { IsBackground = true, Name = string.Create(CultureInfo.InvariantCulture, $"BackpropGen {number}") };
        _thread.UnsafeStart();
    }

    /// <summary>Whether it waits without taking time of a processor.</summary>
    internal bool IsAsleep => Volatile.Read(ref _mailbox.IsAsleep) == 1;

    internal bool IsBackground => _thread.IsBackground;

    /// <summary>Offers it the phase under way.</summary>
    public void Offer()
    {
        Interlocked.Exchange(ref _mailbox.Letter, _mailbox.Letter + 1);
        if (Volatile.Read(ref _mailbox.IsAsleep) == 1)
        {
            lock (_door)
            {
                Monitor.Pulse(_door);
            }
        }
    }

    /// <summary>Whether it has not begun; it then never will.</summary>
    public bool TryTakeBack() => TryTake(_mailbox.Letter);

    // An even letter has been taken, by the member or back by the caller; an odd one has not. Letters never repeat, so a
    // member that was put aside between reading and taking cannot take the offer of a later phase for the one it read.
    private bool TryTake(long letter) => (letter & 1) == 1 && Interlocked.CompareExchange(ref _mailbox.Letter, letter + 1, letter) == letter;

    private void Work()
    {
        while (true)
        {
            if (TryTake(Wait()))
            {
                _fork.Do(_number);
            }
        }
    }

    private long Wait()
    {
        long started = 0;
        for (int spins = 0; ; spins++)
        {
            long letter = Volatile.Read(ref _mailbox.Letter);
            if ((letter & 1) == 1)
            {
                return letter;
            }

            if (spins < SpinsBeforeYielding)
            {
                Thread.SpinWait(1);
            }
            else if (started == 0)
            {
                started = Stopwatch.GetTimestamp();
            }
            else if (Stopwatch.GetTimestamp() - started < TicksBeforeSleeping)
            {
                Thread.Yield();
            }
            else
            {
                Sleep();
                (spins, started) = (0, 0);
            }
        }
    }

    private void Sleep()
    {
        lock (_door)
        {
            // Either the caller sees that the member sleeps, or the member sees the letter; so none is missed.
            Interlocked.Exchange(ref _mailbox.IsAsleep, 1);
            while ((Volatile.Read(ref _mailbox.Letter) & 1) == 0)
            {
                Monitor.Wait(_door);
            }

            Volatile.Write(ref _mailbox.IsAsleep, 0);
        }
    }

    /// <summary>What caller and member both write, on cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Mailbox
    {
        [FieldOffset(128)]
        public long Letter;

        [FieldOffset(136)]
        public int IsAsleep;
    }
}
