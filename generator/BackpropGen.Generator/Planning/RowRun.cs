using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Symbolics;

namespace BackpropGen.Generator.Planning;

/// <summary>Steps that become one loop over the samples, gathered in their order. A single number that is made between them waits until the
/// loop is done; what is between them and reads nothing of theirs, as a label, is made before.</summary>
internal sealed class RowRun(IReadOnlyList<Buffer> buffers, int bytes)
{
    /// <summary>Larger functions are compiled by themselves: the compiler keeps track of so many locals of a method, and no more.</summary>
    private const int MostCost = 120;

    /// <summary>The widest register, in bytes: a row fits in one, and need not fill it.</summary>
    public const int RegisterBytes = 64;

    private readonly List<RowMember> _members = [];
    private readonly List<Step> _later = [];
    private int _cost;

    /// <summary>The columns of all rows; null while there are single numbers only.</summary>
    public int? Columns { get; private set; }

    /// <summary>The loop's steps.</summary>
    public List<int> Members { get; } = [];

    /// <summary>These, as the loop has them.</summary>
    public List<Step> Steps => _members.ConvertAll(static member => member.Step);

    /// <summary>The steps that come before it.</summary>
    public List<int> Earlier { get; } = [];

    /// <summary>The steps that follow it.</summary>
    public List<int> Later { get; } = [];

    /// <summary>Whether it is worth a loop.</summary>
    public bool IsWorthwhile => Columns is not null && _members.Count > 1;

    /// <summary>Takes a step, if the loop can have it.</summary>
    public bool TryAdd(int number, Step step)
    {
        if (step is LoopStep { IsSingle: true } && _members.Count > 0)
        {
            Later.Add(number);
            _later.Add(step);
            return true;
        }

        int cost = _cost + CostOf(step);
        if (RowMember.Of(step, buffers) is not { } member)
        {
            return Precedes(number, step);
        }

        if (cost > MostCost || !Fits(member))
        {
            return false;
        }

        _cost = cost;
        _members.Add(member);
        Members.Add(number);
        Columns = member.Widths.Where(static width => width > 1).Select(static width => (int?)width).FirstOrDefault() ?? Columns;
        return true;
    }

    /// <summary>Whether a buffer that one of them writes has to be in memory, for another to read its numbers one by one.</summary>
    public bool IsReadInMemory(int buffer) => _members.Exists(member => member.InMemory.Contains(buffer));

    /// <summary>Whether a buffer is a sum over the samples.</summary>
    public bool IsSum(int buffer) => _members.Exists(member => member.IsSum && member.Target == buffer);

    private static int CostOf(Step step) => step switch
    {
        LoopStep loop => loop.Function.Cost,
        ProductStep product => 2 + (product.Epilogue?.Cost ?? 0),
        _ => 0,
    };

    private bool Fits(RowMember member)
    {
        var widths = member.Widths.Where(static width => width > 1).ToList();
        var read = member.Step.Accesses.Skip(1).Select(static access => access.Buffer).ToList();
        return widths.TrueForAll(width => width == (Columns ?? widths[0]) && width * bytes <= RegisterBytes)
            && !_members.Exists(other => other.Target == member.Target || (other.IsSum && read.Contains(other.Target)) || Reads(other.Step, member.Target))
            && !_later.Exists(later => later.Accesses[0].Buffer == member.Target || read.Contains(later.Accesses[0].Buffer) || Reads(later, member.Target));
    }

    /// <summary>Takes a step that is none of the loop's to the front of it, if that computes the same.</summary>
    private bool Precedes(int number, Step step)
    {
        int target = step.Accesses[0].Buffer;
        bool isFree = _members.Count > 0 && step is IndexStep { Kind: IndexKind.ToReal } && !_members.Select(static member => member.Step).Concat(_later)
            .Any(other => other.Accesses[0].Buffer == target || Reads(step, other.Accesses[0].Buffer) || Reads(other, target));
        if (isFree)
        {
            Earlier.Add(number);
        }

        return isFree;
    }

    private static bool Reads(Step step, int buffer) => step.Accesses.Skip(1).Any(access => access.Buffer == buffer);
}
