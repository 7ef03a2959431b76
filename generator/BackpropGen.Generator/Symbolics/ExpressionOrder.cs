using System.Collections.Generic;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The canonical order of the expressions of one pool: by structure alone, never by when a node was made.
/// Arguments come before calls, calls before products, products before sums, as one writes them.</summary>
/// <remarks>What differs only far down is ordered by <see cref="StructuralFingerprint"/>: products in a loop hold one another,
/// and following those to their end at every comparison would make sorting quadratic in the length of the method.</remarks>
internal sealed class ExpressionOrder : IComparer<Expression>
{
    /// <summary>The order.</summary>
    public static readonly ExpressionOrder Instance = new();

    // A reader sees an order in what he can take in at once; deeper down one is as good as another.
    private const int DepthRead = 12;

    /// <inheritdoc/>
    public int Compare(Expression left, Expression right) => Compare(left, right, out _);

    /// <summary>The order of two, and how many levels were looked at to find it.</summary>
    internal static int Compare(Expression left, Expression right, out int levels)
    {
        // Different nodes of a pool differ in structure, and so do the first operands in which they differ:
        // following those ends at a difference, without recursion.
        for (levels = 0; !ReferenceEquals(left, right); levels++)
        {
            var difference = CompareNodes(left, right);
            if (difference == 0 && levels >= DepthRead)
            {
                difference = left.Fingerprint.CompareTo(right.Fingerprint);
            }

            if (difference != 0)
            {
                return difference;
            }

            var i = 0;
            while (ReferenceEquals(left.Operands[i], right.Operands[i]))
            {
                i++;
            }

            (left, right) = (left.Operands[i], right.Operands[i]);
        }

        return 0;
    }

    private static int CompareNodes(Expression left, Expression right)
    {
        // As numbers: comparing enumerations boxes them.
        var difference = ((int)left.Opcode).CompareTo((int)right.Opcode);
        if (difference == 0)
        {
            difference = left.Index.CompareTo(right.Index);
        }

        if (difference == 0)
        {
            difference = string.CompareOrdinal(left.Function?.Name, right.Function?.Name);
        }

        if (difference == 0)
        {
            difference = ((int)left.Comparison).CompareTo((int)right.Comparison);
        }

        if (difference == 0)
        {
            difference = left.Operands.Length.CompareTo(right.Operands.Length);
        }

        for (var i = 0; difference == 0 && i < left.Numbers.Length; i++)
        {
            difference = left.Numbers[i].CompareTo(right.Numbers[i]);
        }

        return difference;
    }
}
