CREATE TABLE orders (id BIGINT, customer STRING, currency STRING, amount DECIMAL(10, 2), ts TIMESTAMP(3), pt AS PROCTIME(), WATERMARK FOR ts AS ts - INTERVAL '90' SECOND) WITH ('connector' = 'filesystem', 'path' = '${folder}/orders.csv', 'format' = 'csv', 'csv.null-literal' = '');
CREATE TABLE rates (currency STRING, rate DECIMAL(10, 4), valid TIMESTAMP(3), WATERMARK FOR valid AS valid, PRIMARY KEY (currency) NOT ENFORCED) WITH ('connector' = 'filesystem', 'path' = '${folder}/rates.csv', 'format' = 'csv');
CREATE TABLE counted (n BIGINT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '500');
CREATE VIEW types AS SELECT * FROM (VALUES (CAST(1 AS TINYINT), CAST(-32768 AS SMALLINT), 2147483647, 9223372036854775807, CAST(0.1 AS FLOAT), 1.5E300), (CAST(NULL AS TINYINT), CAST(7 AS SMALLINT), -1, -9223372036854775808, CAST(-2.5 AS FLOAT), -0.001E0)) AS t (a, b, c, d, e, f);
CREATE VIEW words AS SELECT * FROM (VALUES ('apple', 3), ('pear', 5), ('', 0), (CAST(NULL AS STRING), 9), ('pear', 7), ('größe ☂', 1)) AS t (word, n);
SET 'table.local-time-zone' = 'UTC';
