using System;
using Microsoft.CodeAnalysis;

namespace BackpropGen.CodeFixes;

/// <summary>A change of one node of a file.</summary>
/// <param name="Node">The node as it is.</param>
/// <param name="Change">Makes the new node from the old one, in which other changes may have been made already.</param>
public readonly record struct SourceEdit(SyntaxNode Node, Func<SyntaxNode, SyntaxNode> Change);
