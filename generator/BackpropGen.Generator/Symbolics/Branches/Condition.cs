using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics.Branches;

/// <summary>How a condition is made of others.</summary>
internal enum ConditionKind
{
    /// <summary>One comparison.</summary>
    Comparison,

    /// <summary>The first holds and the second does.</summary>
    And,

    /// <summary>The first holds and the second does not.</summary>
    AndNot,

    /// <summary>The first holds or the second does.</summary>
    Or,

    /// <summary>The first holds or the second does not.</summary>
    OrNot,
}

/// <summary>What a branch depends on: a comparison, or what C# writes with <c>&amp;&amp;</c> and <c>||</c>. Equal conditions are equal values.</summary>
/// <param name="Kind">How it is made.</param>
/// <param name="Comparison">How the two values compare.</param>
/// <param name="A">The first value of a comparison.</param>
/// <param name="B">The second value of a comparison.</param>
/// <param name="Left">The condition asked first.</param>
/// <param name="Right">The condition asked where the first does not decide.</param>
internal sealed record Condition(ConditionKind Kind, Comparison Comparison, Expression? A, Expression? B, Condition? Left, Condition? Right)
{
    private readonly int _hash = unchecked((((((int)Kind * 31) + (int)Comparison) * 31) + (A?.Id ?? 0)) * 16777619) ^ unchecked(((B?.Id ?? 0) * 31) + ((Left?._hash ?? 0) * 7) + ((Right?._hash ?? 0) * 13));

    /// <summary>The number of comparisons.</summary>
    public int Size { get; } = Left is null || Right is null ? 1 : Left.Size + Right.Size;

    /// <summary>The values compared.</summary>
    public IEnumerable<Expression> Operands => Left is null || Right is null ? [A!, B!] : Left.Operands.Concat(Right.Operands);

    /// <summary>The comparisons that it is made of, in the order in which they are asked.</summary>
    public IEnumerable<Condition> Comparisons => Left is null || Right is null ? [this] : Left.Comparisons.Concat(Right.Comparisons);

    /// <summary>Whether another condition holds where this one does, or fails, as far as <see cref="Implied"/> tells.</summary>
    public bool? Decides(bool holds, Condition asked)
    {
        if (Equals(asked))
        {
            return holds;
        }

        var isAnd = Kind is ConditionKind.And or ConditionKind.AndNot;
        return Left is null || Right is null || holds != isAnd ? null
            : Left.Decides(holds, asked) ?? Right.Decides(Kind is ConditionKind.AndNot or ConditionKind.OrNot ? !holds : holds, asked);
    }

    /// <inheritdoc/>
    public bool Equals(Condition? other) => ReferenceEquals(this, other) || (other is not null && _hash == other._hash && Kind == other.Kind && Comparison == other.Comparison
        && ReferenceEquals(A, other.A) && ReferenceEquals(B, other.B) && Equals(Left, other.Left) && Equals(Right, other.Right));

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <summary>What is known where this condition holds, or fails: itself, and where it needs both of two to do so each of these.</summary>
    public IEnumerable<(Condition Condition, bool Holds)> Implied(bool holds)
    {
        var isAnd = Kind is ConditionKind.And or ConditionKind.AndNot;
        return Left is null || Right is null || holds != isAnd
            ? [(this, holds)]
            : [(this, holds), .. Left.Implied(holds), .. Right.Implied(Kind is ConditionKind.AndNot or ConditionKind.OrNot ? !holds : holds)];
    }

    /// <summary>The condition of one comparison.</summary>
    public static Condition Of(Comparison comparison, Expression a, Expression b) => new(ConditionKind.Comparison, comparison, a, b, null, null);

    /// <summary>A condition of two.</summary>
    public static Condition Of(ConditionKind kind, Condition left, Condition right) => new(kind, default, null, null, left, right);
}
