package io.crowdfundfix.engine.learn;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Limited-memory BFGS with backtracking, for smooth convex losses. Source: Nocedal and Wright, Numerical Optimization, 7.4. */
public final class Lbfgs {
    private static final int MEMORY = 10;
    private static final int MAX_HALVINGS = 30;
    private static final double SUFFICIENT = 1e-4;
    private static final double PRECISION = 1e-5;

    private Lbfgs() {}

    /** Answers the loss at a point and writes its slope. */
    public interface Loss {
        double at(double[] point, double[] slope);
    }

    private record Move(double[] step, double[] change, double curvature) {}

    /** Moves {@code point} to where the loss is smallest. */
    public static void minimise(double[] point, int maxSteps, Loss loss) {
        Deque<Move> moves = new ArrayDeque<>();
        double[] slope = new double[point.length];
        double value = loss.at(point, slope);
        double enough = PRECISION * Math.max(1, Math.sqrt(dot(slope, slope)));
        for (int step = 0; step < maxSteps && Math.sqrt(dot(slope, slope)) > enough; step++) {
            double[] direction = direction(slope, moves);
            double descent = dot(direction, slope);
            double[] next = new double[point.length];
            double[] nextSlope = new double[point.length];
            double length = moves.isEmpty() ? Math.min(1, 1 / Math.sqrt(dot(slope, slope))) : 1;
            double nextValue = Double.POSITIVE_INFINITY;
            for (int halving = 0; halving < MAX_HALVINGS; halving++, length /= 2) {
                for (int i = 0; i < next.length; i++) {
                    next[i] = point[i] + length * direction[i];
                }
                nextValue = loss.at(next, nextSlope);
                if (nextValue <= value + SUFFICIENT * length * descent) {
                    break;
                }
            }
            if (!(nextValue < value)) {
                return;
            }
            remember(moves, minus(next, point), minus(nextSlope, slope));
            System.arraycopy(next, 0, point, 0, next.length);
            slope = nextSlope;
            value = nextValue;
        }
    }

    private static void remember(Deque<Move> moves, double[] step, double[] change) {
        double curvature = dot(step, change);
        if (curvature > 1e-12) {
            moves.addFirst(new Move(step, change, curvature));
        }
        if (moves.size() > MEMORY) {
            moves.removeLast();
        }
    }

    private static double[] direction(double[] slope, Deque<Move> moves) {
        double[] direction = new double[slope.length];
        add(direction, -1, slope);
        double[] factors = new double[moves.size()];
        int at = 0;
        for (Move move : moves) {
            factors[at] = dot(move.step, direction) / move.curvature;
            add(direction, -factors[at++], move.change);
        }
        if (!moves.isEmpty()) {
            Move latest = moves.getFirst();
            scale(direction, latest.curvature / dot(latest.change, latest.change));
        }
        for (Iterator<Move> oldest = moves.descendingIterator(); oldest.hasNext(); ) {
            Move move = oldest.next();
            add(direction, factors[--at] - dot(move.change, direction) / move.curvature, move.step);
        }
        return direction;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        add(difference, -1, b);
        return difference;
    }

    private static void scale(double[] vector, double factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
    }

    private static void add(double[] sum, double factor, double[] addend) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * addend[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
